import { spawnSync } from 'node:child_process'

/**
 * Makes every address of a range local to this container ("AnyIP"), so that one process can listen on one address per drawn
 * connection. The kernel is told by whichever of the two programs the image has: iproute2 or BusyBox, or Perl, which every
 * Debian has and which can speak netlink.
 */
export function addLocalRoute(network: string, prefix: number): void {
  const failures: string[] = []
  for (const [program, ...args] of [
    ['ip', 'route', 'add', 'local', `${network}/${prefix}`, 'dev', 'lo'],
    ['perl', '-e', netlinkScript, network, String(prefix)],
  ] as const) {
    const outcome = spawnSync(program, args, { encoding: 'utf8', timeout: 10_000 })
    if (outcome.status === 0) return
    failures.push(`${program}: ${outcome.error?.message ?? outcome.stderr.trim()}`)
  }
  throw new Error(`the addresses ${network}/${prefix} could not be made local (${failures.join('; ')})`)
}

/**
 * One RTM_NEWROUTE message (rtnetlink(7)): a route of type local in the local table over the loopback interface, and the
 * kernel's answer, whose first number is 0 or a negative errno.
 */
const netlinkScript = `
use strict;
my ($network, $prefix) = @ARGV;
socket(my $kernel, 16, 3, 0) or die "netlink: $!";
my $route = pack('C8 L', 2, $prefix, 0, 0, 255, 4, 254, 2, 0);
my $to = pack('S2 C4', 8, 1, split /\\./, $network);
my $over = pack('S2 L', 8, 4, 1);
my $body = $route . $to . $over;
my $message = pack('L S S L L', 16 + length $body, 24, 0x0605, 1, 0) . $body;
send($kernel, $message, 0, pack('S S L L', 16, 0, 0, 0)) or die "send: $!";
recv($kernel, my $answer, 4096, 0);
my $errno = -unpack('l', substr($answer, 16, 4));
if ($errno) { $! = $errno; die "route: $!"; }
`
