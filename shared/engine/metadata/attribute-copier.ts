import { createHelperProcess } from './helper-process.ts';

/** Copies mode, owner, ACL and extended attributes; Node has no calls for the last two. */
export interface AttributeCopier {
  /**
   * Copies from one file to another (absolute paths). Where neither has an ACL or an extended attribute, as most
   * files, nothing is done: the rest the caller can do. Rejects with what `cp` said when anything could not be copied.
   */
  copy(from: string, to: string): Promise<void>;
  close(): void;
}

/**
 * Asks for both files' attributes by llistxattr (ACLs are among them), whose numbers are those of the Perl's own
 * architecture; GNU cp copies them where there are any, or where this cannot be asked. Answers with cp's status and
 * words.
 */
const script = `require Config;
my ($archname) = $Config::Config{archname};
my $list = $archname =~ /^x86_64-linux(?!.*x32)/ ? 195 : $archname =~ /^aarch64-linux/ ? 12 : 0;
$0 = 'tagbridge-attributes';
my $none = sub {
  my $size = syscall($list, $_[0], 0, 0);
  return $size == 0 || ($size < 0 && $! == 95);
};
($/, $|) = ("\\0", 1);
while (defined(my $from = <STDIN>) and defined(my $to = <STDIN>)) {
  chomp($from, $to);
  if ($list and $none->($from) and $none->($to)) { print "0 \\0"; next; }
  my $pid = open(my $said, '-|');
  if (defined $pid and $pid == 0) {
    open(STDERR, '>&', \\*STDOUT);
    exec('cp', '--attributes-only', '--preserve=all', '--no-dereference', '--', $from, $to) or exit 127;
  }
  my $words = defined $pid ? do { local $/; <$said> } : 'cp could not be started';
  close($said) if defined $pid;
  my $status = defined $pid ? $? : 1;
  $words =~ tr/\\0//d if defined $words;
  print "$status ", $words // '', "\\0";
}`;

/** Starts nothing until the first copy; starts anew when the helper was killed. Linux only. */
export function createAttributeCopier(): AttributeCopier {
  const helper = createHelperProcess({ program: 'perl', args: ['-f', '-e', script] });
  return {
    async copy(from, to) {
      const answer = await helper.ask(`${from}\0${to}\0`);
      if (!answer.startsWith('0 ')) throw new Error(`cp ended with ${answer.trim()}`);
    },
    close: () => helper.close(),
  };
}
