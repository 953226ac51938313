/**
 * The pairs of cores and memory (MiB) that Fargate runs: for each number of cores what memory goes with it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
export const fargateSizes = [
  { cpus: 0.25, memory: [512, 1024, 2048] },
  { cpus: 0.5, memory: steps(1024, 4096, 1024) },
  { cpus: 1, memory: steps(2048, 8192, 1024) },
  { cpus: 2, memory: steps(4096, 16384, 1024) },
  { cpus: 4, memory: steps(8192, 30720, 1024) },
  { cpus: 8, memory: steps(16384, 61440, 4096) },
  { cpus: 16, memory: steps(32768, 122880, 8192) },
] as const satisfies { cpus: number; memory: number[] }[]

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: (to - from) / by + 1 }, (_, index) => from + index * by)
}
