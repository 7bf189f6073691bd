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
