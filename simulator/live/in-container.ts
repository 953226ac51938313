import type { Container } from './docker.ts'
import { createLogReader } from './log-reader.ts'

/** Runs a program in a container that runs. Null where that cannot be done, as while it starts or stops, or has no such program. */
export async function runIn(container: Container, command: string[]): Promise<{ exitCode: number | null; lines: string[] } | null> {
  try {
    const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true })
    const stream = await exec.start({})
    const lines: string[] = []
    stream.on(
      'data',
      createLogReader((_, line) => void lines.push(line)),
    )
    await new Promise((done) => stream.once('close', done).once('end', done).once('error', done))
    return { exitCode: (await exec.inspect()).ExitCode, lines }
  } catch {
    return null
  }
}
