import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'

/** The project's folder: the window under test is the one a person gets from it. */
export const project = resolve(import.meta.dirname, '../..')

export interface Window {
  app: ElectronApplication
  page: Page
  /** The program's own folder (settings, drafts), made for this test alone. */
  home: string
  /** Console errors and uncaught exceptions of the page so far. */
  complaints: string[]
  close(): Promise<void>
}

export interface WindowOptions {
  design?: string
  home?: string
  theme?: 'dark' | 'light'
  /** Another Electron than the one under test, and what it is told besides the program's folder. */
  electron?: string
  flags?: string[]
}

/** Opens the real desktop program on a home of its own. */
export async function openWindow(options: WindowOptions = {}): Promise<Window> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'microcosm-e2e-'))
  const electron = options.electron ?? process.env.MICROCOSM_ELECTRON
  const app = await _electron.launch({
    ...(electron ? { executablePath: electron } : {}),
    // Chromium refuses its sandbox to root; elsewhere the test keeps it on as people have it.
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.flags ?? []),
      project,
      ...(options.design ? [options.design] : []),
    ],
    env: { ...(process.env as Record<string, string>), MICROCOSM_HOME: home },
    colorScheme: options.theme ?? 'dark',
  })
  const page = await app.firstWindow()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.waitForLoadState('domcontentloaded')
  return {
    app,
    page,
    home,
    complaints,
    async close() {
      // Past the question about unsaved edits, which nobody would answer here.
      await app.evaluate((electron) => electron.app.exit(0)).catch(() => undefined)
      await app.close().catch(() => undefined)
      if (!options.home) rmSync(home, { recursive: true, force: true })
    },
  }
}
