import type { Container } from './docker.ts'
import { createLogReader, type OutputStream } from './log-reader.ts'

const linesLookedAt = 60
const longest = 300

/** What a container wrote at last that may tell why it stopped, one line; empty where there is none. */
export async function lastWords(container: Container): Promise<string> {
  const raw = await container.logs({ stdout: true, stderr: true, tail: linesLookedAt }).catch(() => Buffer.alloc(0))
  return toLastWords(Buffer.from(raw))
}

/** The last line of the error stream that tells something, or else of the other one. `raw`: what the engine sends of an output. */
export function toLastWords(raw: Buffer): string {
  const lines: Record<OutputStream, string[]> = { stdout: [], stderr: [] }
  createLogReader((stream, line) => lines[stream].push(line.trim()))(raw)
  const telling = (line: string) => line !== '' && !silent.some((pattern) => pattern.test(line))
  return (lines.stderr.findLast(telling) ?? lines.stdout.findLast(telling) ?? '').slice(0, longest)
}

/** What is written of a request, and of a stack behind the error that names the reason, tells nothing of why a program ended. */
const silent = [
  // 10.0.0.1 - - [28/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 612
  /"[A-Z]+ \S+ HTTP\/[\d.]+"/,
  // GET /orders 200 3 ms
  /\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/\S*.*\b[1-5]\d\d\b/,
  // at Object.<anonymous> (/app/server.js:3:9)
  /^at \S/,
  // Node.js v24.11.0
  /^Node\.js v\d/,
]
