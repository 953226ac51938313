import { describe, expect, it } from 'vitest'
import { tortureByPages } from './page-torture.ts'

/** The short form of `npm run torture -- pages`, with a strike of each kind. */

const skipped = process.env.MICROCOSM_SKIP_E2E

describe.skipIf(skipped)(skipped ? `crashing pages (skipped: ${skipped})` : 'crashing pages', () => {
  it('cost no edit: one that crashes, one that hangs, one that is closed while it hangs', async () => {
    const { line, losses } = await tortureByPages(3, 48)
    expect(losses, line).toEqual([])
    expect(line).toMatch(/^pages: 3 of 3 \(1 crashes, 1 hangs loaded again, 1 hangs closed/)
  })
})
