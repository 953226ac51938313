import { expect, test } from 'vitest'
import { nativeMenuSchema } from '../../app/bridge/native-menu.ts'
import { toMenuTemplate } from './menu.ts'

const menus = [
  {
    label: 'Archivo',
    items: [
      { command: 'save', label: 'Guardar & más', shortcut: 'Mod+S' },
      { command: 'nudge', label: 'Mover', shortcut: 'Alt+Shift+ArrowLeft' },
      { command: 'zoom-in', label: 'Acercar', shortcut: 'Mod++' },
      { separator: true as const },
      { role: 'fullscreen' as const, label: 'Pantalla completa' },
      { role: 'quit' as const, label: 'Salir' },
    ],
  },
]

test('a menu says what the page said, and its items ask the page for their commands', () => {
  const asked: unknown[] = []
  const [file] = toMenuTemplate(menus, (name, detail) => asked.push([name, detail]), 'linux', true)
  expect(file?.label).toBe('&Archivo')
  const items = file?.submenu as {
    label?: string
    accelerator?: string
    registerAccelerator?: boolean
    role?: string
    click?: () => void
  }[]
  expect(items.map(({ label }) => label)).toEqual(['Guardar && más', 'Mover', 'Acercar', undefined, 'Pantalla completa', 'Salir'])
  expect(items.map(({ accelerator }) => accelerator).slice(0, 3)).toEqual(['CmdOrCtrl+S', 'Alt+Shift+Left', 'CmdOrCtrl++'])
  expect(items.slice(0, 3).map(({ registerAccelerator }) => registerAccelerator)).toEqual([false, false, false])
  expect(items.map(({ role }) => role).slice(4)).toEqual(['togglefullscreen', 'quit'])
  items[0]?.click?.()
  expect(asked).toEqual([['app.command', { command: 'save' }]])
})

test('on a Mac no key that types a character is taken from the fields', () => {
  const [, file] = toMenuTemplate(menus, () => undefined, 'darwin', true)
  const items = file?.submenu as { label?: string; accelerator?: string }[]
  expect(items.flatMap(({ accelerator }) => accelerator ?? [])).toEqual(['CmdOrCtrl+S', 'CmdOrCtrl++'])
})

test('the developer tools are no part of the packaged program, and a Mac has its own menu first', () => {
  const roles = (isPackaged: boolean) =>
    JSON.stringify(toMenuTemplate(menus, () => undefined, 'linux', isPackaged)).includes('toggleDevTools')
  expect([roles(true), roles(false)]).toEqual([false, true])
  expect(toMenuTemplate(menus, () => undefined, 'darwin', true)[0]?.role).toBe('appMenu')
})

test('a page cannot have the system do anything else', () => {
  expect(nativeMenuSchema.safeParse({ label: 'File', items: [{ role: 'toggleDevTools', label: 'Tools' }] }).success).toBe(false)
})
