import { DEFAULT } from '../equal/lang-alt.ts';
import type { LangAlt } from '../value.ts';
import { type Candidate, candidate, type TagView } from './view.ts';

/** Texts that cameras put into every picture; nobody wrote them. */
const CAMERA =
  /^(sony dsc|dcim\\.*|([\w .-]+ )?digital (still )?camera|exif_jpeg_picture|samsung|default|maginon|<?digimax.*|jpeg|picture|untitled|image|\[?undef\]?|charset="?[a-z]+"?.*|binary comment)$/i;

/** True for a description that a camera wrote by itself, as `OLYMPUS DIGITAL CAMERA`. */
export const isCameraText = (text: string): boolean => CAMERA.test(text.trim());

const langsOf = (view: TagView, tag: string): LangAlt | undefined => {
  if (tag.startsWith('XMP-')) return view.langs(tag);
  const text = view.text(tag);
  return text === undefined ? undefined : { [DEFAULT]: text };
};

/** Texts with languages; tags outside XMP have the default text only. */
export const readLangTexts = (view: TagView, tags: readonly string[]): Candidate[] =>
  tags.flatMap((tag) => candidate(view, tag, langsOf(view, tag)));

/** Descriptions, without those that the camera made up. */
export const readDescription = (view: TagView, tags: readonly string[]): Candidate[] =>
  readLangTexts(view, tags).filter(({ source, value }) => {
    const texts = Object.values(value as LangAlt);
    return source.tag.startsWith('XMP-')
      ? texts.length > 1 || !isCameraText(texts[0]!)
      : !isCameraText(texts[0]!);
  });
