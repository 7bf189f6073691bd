/** What dragged photos are called while they are dragged inside the window. */
export const photosType = 'application/x-tagbridge-photos';

export function dragPhotos(transfer: DataTransfer, photos: readonly number[]): void {
  transfer.setData(photosType, JSON.stringify(photos));
  transfer.effectAllowed = 'link';
}

/** The photos that were dropped. */
export function draggedPhotos(transfer: DataTransfer): number[] {
  const text = transfer.getData(photosType);
  return text ? (JSON.parse(text) as number[]) : [];
}

/** What a keyword is called while it is dragged inside the window. */
export const keywordType = 'application/x-tagbridge-keyword';

export function dragKeyword(transfer: DataTransfer, path: string): void {
  transfer.setData(keywordType, path);
  transfer.effectAllowed = 'move';
}
