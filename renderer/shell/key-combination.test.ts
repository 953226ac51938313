import { expect, test } from 'vitest'
import { toCombination } from './key-combination.ts'

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }

test.each([
  ['Ctrl Z on a PC', { ...none, key: 'z', ctrlKey: true }, false, 'Mod+Z'],
  ['Command Shift Z on a Mac', { ...none, key: 'Z', metaKey: true, shiftKey: true }, true, 'Mod+Shift+Z'],
  ['a question mark needs no Shift in its name', { ...none, key: '?', shiftKey: true }, false, '?'],
  ['Shift with an arrow', { ...none, key: 'ArrowUp', shiftKey: true }, false, 'Shift+ArrowUp'],
  ['the space bar has a name', { ...none, key: ' ' }, false, 'Space'],
  ['Option on a Mac types another character', { ...none, key: '©', code: 'KeyG', altKey: true }, true, 'Alt+G'],
  ['and with Shift one more', { ...none, key: 'Ó', code: 'KeyH', altKey: true, shiftKey: true }, true, 'Alt+Shift+H'],
  ['Option with an arrow', { ...none, key: 'ArrowRight', code: 'ArrowRight', altKey: true }, true, 'Alt+ArrowRight'],
  ['Alt on a PC', { ...none, key: 'g', code: 'KeyG', altKey: true }, false, 'Alt+G'],
  ['Ctrl on a Mac is not Mod', { ...none, key: 'z', ctrlKey: true }, true, 'Z'],
])('%s', (_, keys, mac, expected) => {
  expect(toCombination(keys, mac)).toBe(expected)
})
