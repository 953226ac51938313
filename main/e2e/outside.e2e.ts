import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './open-window.ts'
import { DesignPage } from './pages/design-page.ts'

/** An editor, or git, writes the file that is open, in the real window. */

const skipped = process.env.MICROCOSM_SKIP_E2E
const text = `# Drawn by hand.
microcosm: 1
components:
  users: { kind: traffic, rate: 20 } # At noon.
  shop: { kind: service, name: Shop }
connections:
  - { from: users, to: shop, protocol: http }
`

describe.skipIf(skipped)(skipped ? `an outside edit (skipped: ${skipped})` : 'an outside edit', () => {
  let home = ''
  let file = ''
  let window: Window
  let design: DesignPage
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'microcosm-outside-'))
    file = join(home, 'shop.microcosm.yaml')
    writeFileSync(file, text)
    window = await openWindow({ home, design: file })
    design = new DesignPage(window.page)
    await design.node('shop').waitFor()
  })
  afterEach(async () => {
    await window.close()
    rmSync(home, { recursive: true, force: true })
  })

  /** As editors and git do: written beside, then put in its place. */
  const writeOutside = (content: string) => {
    writeFileSync(`${file}~`, content)
    renameSync(`${file}~`, file)
  }
  const card = () => design.card('shop').innerText()
  const soon = { timeout: 15_000 }

  it('is shown at once where nothing was edited here, and can be undone', async () => {
    writeOutside(text.replace('name: Shop', 'name: Corner store'))
    await expect.poll(card, soon).toContain('Corner store')
    expect(await window.page.title()).toMatch(/^shop/)
    await design.clickCanvas()
    await design.key('Control+z')
    await expect.poll(card, soon).toContain('Shop')
  })

  it('is merged with the edits here where they do not overlap, and both are saved with every comment', async () => {
    await design.select('shop')
    await design.fill('Name', 'Mine')
    writeOutside(text.replace('rate: 20', 'rate: 77').replace('# Drawn', '# Now drawn'))
    await expect.poll(() => design.card('users').innerText(), soon).toContain('77')
    expect(await card()).toContain('Mine')
    await design.key('Control+s')
    await expect.poll(() => readFileSync(file, 'utf8'), soon).toContain('Mine')
    expect(readFileSync(file, 'utf8')).toBe(
      text.replace('rate: 20', 'rate: 77').replace('# Drawn', '# Now drawn').replace('name: Shop', 'name: Mine'),
    )
  })

  it('of the same line is asked about; nothing is written before, and both sides can be had', async () => {
    await design.select('shop')
    await design.fill('Name', 'Mine')
    const theirs = text.replace('name: Shop', 'name: Theirs')
    writeOutside(theirs)
    const question = window.page.getByRole('dialog', { name: /was changed elsewhere, too/ })
    await question.getByRole('button', { name: 'Later' }).click()
    // Saving comes back to it, and does not write over what is there.
    await design.key('Control+s')
    await question.getByRole('radio', { name: /^The file/ }).click()
    expect(readFileSync(file, 'utf8')).toBe(theirs)
    await question.getByRole('button', { name: 'Use what is chosen' }).click()
    await expect.poll(card, soon).toContain('Theirs')
    await design.clickCanvas()
    await design.key('Control+z')
    await expect.poll(card, soon).toContain('Mine')
    await design.key('Control+s')
    await expect.poll(() => readFileSync(file, 'utf8'), soon).toContain('name: Mine')
  })

  it('that removes the file is told, and that breaks it leaves what is shown', async () => {
    writeOutside(`${text}  - { from: \n`)
    await window.page.getByText(/cannot be read as it is now/).waitFor()
    expect(await card()).toContain('Shop')
    rmSync(file)
    await window.page.getByText(/was moved or deleted by another program/).waitFor()
    await design.select('shop')
    await design.fill('Name', 'Mine')
    await design.key('Control+s')
    await expect.poll(() => readFileSync(file, 'utf8'), soon).toContain('Mine')
  })
})
