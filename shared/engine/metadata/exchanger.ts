import { getSystemErrorName } from 'node:util';
import { createHelperProcess } from './helper-process.ts';

/** Lets two files change places in one step, where the system and the file system can do that. */
export interface Exchanger {
  /**
   * Resolves to true when the files (absolute paths) changed places, to false where it cannot be done here, also when
   * that was not heard for certain. Throws the system's error.
   */
  exchange(a: string, b: string): Promise<boolean>;
  close(): void;
}

/**
 * Node has no call for renameat2(RENAME_EXCHANGE); Perl, which ExifTool needs anyway, has all. The numbers are those of
 * the Perl's own architecture, 38 (ENOSYS) the answer on any other. It asks the system to be killed with us: an
 * exchange after our end would come into a recovery. Not called `perl` in lists of processes: that is ExifTool.
 */
const script = `require Config;
my ($archname) = $Config::Config{archname};
my ($exchange, $control) = $archname =~ /^x86_64-linux(?!.*x32)/ ? (316, 157)
  : $archname =~ /^aarch64-linux/ ? (276, 167) : (0, 0);
$0 = 'tagbridge-swap';
syscall($control, 1, 9, 0, 0, 0) if $control;
exit if getppid() != $ARGV[0];
($/, $|) = ("\\0", 1);
while (defined(my $a = <STDIN>) and defined(my $b = <STDIN>)) {
  chomp($a, $b);
  my $errno = 38;
  $errno = syscall($exchange, -100, $a, -100, $b, 2) == 0 ? 0 : $! + 0 if $exchange;
  print "$errno\\0";
}`;

/** The file system has no such step (FAT, many shares), the kernel neither, or a sandbox does not know the call. */
const cannot: ReadonlySet<string> = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EXDEV']);

const nowhere: Exchanger = { exchange: async () => false, close: () => undefined };

/** Starts nothing until the first exchange. Can do it on Linux only. */
export function createExchanger(): Exchanger {
  if (process.platform !== 'linux') return nowhere;
  const helper = createHelperProcess({ program: 'perl', args: ['-f', '-e', script, String(process.pid)] });
  return {
    async exchange(a, b) {
      // No Perl, or it was killed: the caller looks for itself what came of it.
      const answer = await helper.ask(`${a}\0${b}\0`).catch(() => undefined);
      const errno = Number(answer);
      if (answer === undefined || Number.isNaN(errno)) return false;
      if (errno === 0) return true;
      const code = getSystemErrorName(-errno);
      if (cannot.has(code)) return false;
      throw Object.assign(new Error(`${code}: exchange '${a}' -> '${b}'`), { code, errno: -errno });
    },
    close: () => helper.close(),
  };
}
