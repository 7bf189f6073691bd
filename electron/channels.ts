/** Names of what passes between the main process, the preload and the page; the only channels there are. */
export const channels = {
  port: 'tagbridge:port',
  pickFolder: 'tagbridge:pick-folder',
  revealFile: 'tagbridge:reveal-file',
  command: 'tagbridge:command',
} as const;
