import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'
import { PageThroughProgram } from './pages/page-through-program.ts'

/**
 * Crashes and hangs the page of the real window over unsaved edits, in an order that is the same for the same seed, and checks each
 * time that the design comes back with its last edit, that its file is untouched until it is saved, and that a window whose page
 * hangs can be closed.
 */
export async function tortureByPages(count: number, seed: number): Promise<{ line: string; losses: string[] }> {
  const home = mkdtempSync(join(tmpdir(), 'microcosm-pages-'))
  const file = join(home, 'shop.microcosm.yaml')
  mkdirSync(home, { recursive: true })
  writeFileSync(file, textNamed('Shop'))
  const losses: string[] = []
  const struck = { crash: 0, hang: 0, close: 0 }
  let shown: { window: Window; page: PageThroughProgram } | undefined
  let state = seed
  try {
    for (let strike = 1; strike <= count; strike += 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      const way = (['crash', 'crash', 'crash', 'hang', 'hang', 'close'] as const)[(state >>> 16) % 6] ?? 'crash'
      const lose = (what: string) => losses.push(`strike ${strike} (${way}): ${what}`)
      shown ??= await open()
      const { window, page } = shown
      const name = `Corner store ${strike}`
      const onDisk = readFileSync(file, 'utf8')
      await until(
        async () => (await page.card('shop')).includes(name) || ((await page.rename('shop', name)) && false),
        'the page takes an edit',
      )
      await until(() => drafts().includes(textNamed(name)), `a draft of edit ${strike}, with every comment`)
      struck[way] += 1
      if (way === 'close') {
        await page.answer('Close anyway')
        await page.hang()
        const closed = window.app.waitForEvent('close', { timeout: longestMs })
        await page.closeWindow()
        await closed
        shown = undefined
        if (!drafts().includes(textNamed(name))) lose('the draft is gone after the window was closed')
        shown = await open(true)
      } else if (way === 'hang') {
        await page.answer('Load the page again')
        await page.hang()
        await page.tellHanging()
        const [question] = await page.asked()
        if (!question?.buttons.includes('Close anyway')) lose(`"Close anyway" was not offered, but ${question?.buttons}`)
      } else {
        await page.answer('Load it again')
        await page.crash()
      }
      const { page: after } = shown
      if (!(await until(async () => (await after.card('shop')).includes(name)))) lose('the edit is not shown again')
      if (readFileSync(file, 'utf8') !== onDisk) lose('the file was touched')
      // Every other time it goes on over the edits that are not saved yet.
      if (strike % 2 === 1) continue
      await after.key('s', 'control')
      if (!(await until(() => readFileSync(file, 'utf8') === textNamed(name)))) lose('what was saved is another')
      if (!(await until(() => drafts().length === 0))) lose('its draft stays')
    }
  } catch (error) {
    losses.push(`it was broken off: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    await shown?.window.close()
    rmSync(home, { recursive: true, force: true })
  }
  const counts = `${struck.crash} crashes, ${struck.hang} hangs loaded again, ${struck.close} hangs closed anyway and recovered`
  return { line: `pages: ${struck.crash + struck.hang + struck.close} of ${count} (${counts}), ${losses.length} losses`, losses }

  async function open(recovers = false): Promise<{ window: Window; page: PageThroughProgram }> {
    const window = await openWindow({ home, design: file })
    const offer = window.page.getByRole('dialog', { name: 'Recover unsaved edits?' })
    if (recovers) await offer.getByRole('button', { name: /^shop\.microcosm\.yaml/ }).click({ timeout: longestMs })
    await new DesignPage(window.page).node('shop').waitFor({ timeout: longestMs })
    return { window, page: new PageThroughProgram(window.app) }
  }

  /** The texts of all drafts that are kept. */
  function drafts(): string[] {
    const folder = join(home, 'drafts')
    const names = readdirSync(home).includes('drafts') ? readdirSync(folder).filter((one) => one.endsWith('.json')) : []
    return names.map((one) => JSON.parse(readFileSync(join(folder, one), 'utf8')).text)
  }
}

const longestMs = 60_000

/** Resolves to whether it came true; with a name for it, it fails where it did not. */
async function until(isTrue: () => boolean | Promise<boolean>, what?: string): Promise<boolean> {
  const end = performance.now() + longestMs
  while (performance.now() < end) {
    if (await isTrue()) return true
    await delay(100)
  }
  if (what !== undefined) throw new Error(`${what}: not in ${longestMs / 1000} s`)
  return false
}

function textNamed(name: string): string {
  return `# Drawn by hand.
microcosm: 1
components:
  users: { kind: traffic, rate: 20 } # At noon.
  shop: # The shop.
    kind: service
    name: ${name}
    work: { time: 5ms }
connections:
  - { from: users, to: shop, protocol: http }
x-owner: { team: corner } # Stays.
`
}
