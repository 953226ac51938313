import { expect, test } from 'vitest'
import { importTexts } from './fixtures/import-texts.ts'
import { moveOrigin } from './move-origin.ts'

const text = `services:
  web: { build: ./web }
  api: { build: "https://github.com/acme/api.git" }
  db: { image: "postgres:17" }
`

test.each(['/project', '/project/designs', '/elsewhere/deep', '/'])(
  'saved in %s it says what an import into that folder says',
  (folder) => {
    const { design } = importTexts({ 'compose.yaml': text })
    const there = importTexts({ 'compose.yaml': text }, { designFolder: folder })
    if (!design) throw new Error('the text was refused')
    expect(moveOrigin(design, '/project', folder)).toEqual(there.design)
  },
)

test('a design that was not imported stays as it is', () => {
  const design = { microcosm: 1 as const, components: { web: { kind: 'service', build: './web' } } }
  expect(moveOrigin(design, '/a', '/b')).toBe(design)
})
