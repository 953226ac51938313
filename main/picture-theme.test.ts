import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dark, light } from '../app/exporters/diagram/theme.ts'

test.each([
  ['dark', dark],
  ['light', light],
])('an exported picture has the colours of the %s window', async (name, { families, ...theme }) => {
  const tokens = await readFile(join('renderer', 'styles', 'tokens.css'), 'utf8')
  const [, block = ''] = new RegExp(`\\[data-theme="${name}"\\] \\{([^}]*)\\}`).exec(tokens) ?? []
  const colours = Object.fromEntries([...block.matchAll(/--([\w-]+): (#\w+);/g)].map(([, key, colour]) => [key, colour]))
  for (const [key, colour] of Object.entries(theme)) expect([key, colours[key]]).toEqual([key, colour])
  for (const [hue, colour] of Object.entries(families)) expect([hue, colours[`family-${hue}`]]).toEqual([hue, colour])
})
