import * as icons from 'lucide-react'
import { expect, test } from 'vitest'

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true })

/** Icon names as they stand in the page's source: `icon="x"`, `icon: 'x'`, `<Icon name="x"`, `? 'x' : 'y'` behind an icon. */
const named = /(?:icon(?:After)?[=:]\s*|<Icon name=)\{?(?:[\w.= '()&|]+\? )?["']([a-z0-9-]+)["'](?: : ["']([a-z0-9-]+)["'])?/g

test('every icon that the page names is there', () => {
  const toKey = (name: string) => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
  const used = Object.entries(sources).flatMap(([file, text]) =>
    file.endsWith('.test.ts') ? [] : [...text.matchAll(named)].flatMap((match) => match.slice(1).filter((name) => name !== undefined)),
  )
  expect(new Set(used).size).toBeGreaterThan(30)
  expect([...new Set(used)].filter((name) => !Object.hasOwn(icons, toKey(name)))).toEqual([])
})
