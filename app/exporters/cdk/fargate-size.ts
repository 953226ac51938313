/** The pairs of CPU units and memory (MiB) that Fargate runs: for each CPU size the least, the most and the step between. */
const sizes = [
  { cpu: 256, memory: [512, 1024, 2048] },
  { cpu: 512, memory: steps(1024, 4096, 1024) },
  { cpu: 1024, memory: steps(2048, 8192, 1024) },
  { cpu: 2048, memory: steps(4096, 16384, 1024) },
  { cpu: 4096, memory: steps(8192, 30720, 1024) },
  { cpu: 8192, memory: steps(16384, 61440, 4096) },
  { cpu: 16384, memory: steps(32768, 122880, 8192) },
]
/** What the proxy of Service Connect takes of each task. */
const proxyMiB = 64
const mebibyte = 2 ** 20

export interface FargateSize {
  cpu: number
  memoryMiB: number
  /** The design asks for more than the largest task has. */
  cut: boolean
}

/** The smallest task that holds a container with these limits, and the proxy beside it. */
export function toFargateSize(cpus: number | undefined, memoryBytes: number | undefined): FargateSize {
  const cpu = Math.ceil((cpus ?? 0.25) * 1024)
  const memoryMiB = Math.ceil((memoryBytes ?? 0) / mebibyte) + proxyMiB
  for (const size of sizes) {
    const fitting = size.memory.find((each) => each >= memoryMiB)
    if (size.cpu >= cpu && fitting !== undefined) return { cpu: size.cpu, memoryMiB: fitting, cut: false }
  }
  return { cpu: 16384, memoryMiB: 122880, cut: true }
}

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: (to - from) / by + 1 }, (_, index) => from + index * by)
}
