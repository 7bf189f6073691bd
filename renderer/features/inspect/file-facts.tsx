import { FolderOpen } from 'lucide-react';
import type { FileView } from '../../../shared/api/views.ts';
import { bytes } from '../../lib/words.ts';
import { shell } from '../../state/engine.ts';
import { notifyError } from '../../state/notices.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Where the file is and what it is; its trouble, if it has any. */
export function FileFacts({ file }: { file: FileView }) {
  const { facts, problem } = file;
  const reveal = shell().revealFile;
  const size = facts.width && facts.height ? `${facts.width} × ${facts.height} · ` : '';
  return (
    <div className="flex flex-col gap-2 border-b px-3 py-2">
      <div className="flex items-start gap-1">
        <p className="min-w-0 flex-1 text-sm text-muted" data-selectable>
          <span className="text-text">{file.library}</span>
          <span aria-hidden> › </span>
          <bdi className="break-words">{file.path}</bdi>
          <br />
          {size}
          {facts.format} · {bytes(facts.size)}
        </p>
        {reveal && (
          <IconButton
            label="Show in the file manager"
            icon={<FolderOpen size={15} />}
            onClick={() => void reveal(file.file).catch(notifyError)}
          />
        )}
      </div>
      {problem && <Notice kind="failure">{problem.message}</Notice>}
      {!file.writable && <Notice>{file.readOnlyReason ?? 'This file cannot be written.'}</Notice>}
    </div>
  );
}
