import type { PublishedResult } from '../published.ts'

/** What their program's rules come to, restated and played over 100 runs: calls until all of 100 clients have written. */
const calls = { 'no backoff': 2422, 'exponential backoff': 1871, 'decorrelated jitter': 1007, 'equal jitter': 812, 'full jitter': 795 }

export const awsJitter: PublishedResult = {
  title: "AWS's backoff and jitter under contention",
  source:
    'M. Brooker, Exponential Backoff and Jitter, AWS Architecture Blog (2015), https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/, with its simulator, https://github.com/aws-samples/aws-arch-backoff-simulator',
  about: `Clients read one row and write it back; a write succeeds if nobody wrote in between, and is tried again after a backoff. The post shows curves; their rules, played with their parameters (network 10 ms ± 2 ms, base 5 ms, cap 2 s, 100 clients, 100 runs), come to these calls in all: ${Object.entries(
    calls,
  )
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')}.`,
  rows: [],
  notExpressed: [
    'A write that fails because another came between: a component fails at a rate that is given, and not by what others do. So the whole table is theirs alone.',
    'Equal and decorrelated jitter: a backoff here is exponential, or with full jitter.',
  ],
}
