import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { expect, vi } from 'vitest'
import { project } from './open-window.ts'

const flags = ['--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run']
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

export interface WebHostProcess {
  /** Opens the page, once. */
  link: string
  process: ChildProcess
  stop(): Promise<void>
}

/** The program for a browser, whose home folder and own folder are in one of the test. */
export async function openWebHost(home: string, ...args: string[]): Promise<WebHostProcess> {
  const child = spawn(process.execPath, ['out/main/web-host.mjs', ...args], {
    cwd: project,
    // The page's own dialog begins in the home folder.
    env: { ...process.env, HOME: home, USERPROFILE: home, MICROCOSM_HOME: join(home, '.microcosm') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout?.on('data', (part: Buffer) => (said += part.toString()))
  await vi.waitFor(() => expect(said).toMatch(/http:\S+token=\S+/), 30_000)
  return {
    link: /http:\S+/.exec(said)?.[0] ?? '',
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'close')
    },
  }
}

export function openBrowser(executablePath: string | undefined): Promise<Browser> {
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...flags, ...quiet],
    chromiumSandbox: process.getuid?.() !== 0,
  })
}
