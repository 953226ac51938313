import { expect, test } from 'vitest'
import { judgeElectron } from './electron-support.mjs'

test.each([
  ['45.5.0', '45.5.0', true, 'Electron 45.5.0 is the newest.'],
  ['45.4.1', '45.5.0', true, 'Electron 45.4.1 is supported; 45.5.0 is the newest.'],
  ['43.0.0', '45.5.0', true, 'Electron 43.0.0 is supported; 45.5.0 is the newest.'],
  ['42.9.9', '45.5.0', false, 'Electron 42.9.9 gets no fixes any more: take 45.5.0, or at least a version from 43.0.0 on.'],
  ['25.1.1', '45.5.0', false, 'Electron 25.1.1 gets no fixes any more: take 45.5.0, or at least a version from 43.0.0 on.'],
  ['^45.4.1', '45.5.0', false, 'Electron "^45.4.1" in package.json is no exact version: write one, such as 45.5.0.'],
  ['45.4.1', '', false, 'The registry says that the newest Electron is "", which is no version.'],
])('an Electron %s is judged beside %s', (version, latest, ok, line) => {
  expect(judgeElectron(version, latest)).toEqual({ ok, line })
})
