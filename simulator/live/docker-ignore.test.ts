import { describe, expect, test } from 'vitest'
import { parseDockerIgnore } from './docker-ignore.ts'

/** Each row as `docker build` itself decides it. */

const files = [
  'Dockerfile',
  '.dockerignore',
  'app.js',
  'key.pem',
  '.env',
  'sub/.env',
  'sub/key.pem',
  'sub/deep/key.pem',
  'secrets/token',
  'secrets/public/note.txt',
  'logs/a.log',
  'logs/b.log',
  'temp1/x',
  'temp[1]/x',
  'docs/README.md',
  'docs/README-secret.md',
  'README.md',
  'node_modules/left/index.js',
  '.git/HEAD',
]

const packed = (text: string) => {
  const ignore = parseDockerIgnore(text, '.dockerignore')
  return files.filter((file) => !ignore.excludes(file))
}
const left = (text: string) => {
  const there = packed('')
  const kept = packed(text)
  return there.filter((file) => !kept.includes(file))
}

describe('what a pattern leaves out', () => {
  test.each([
    ['', []],
    ['*.pem', ['key.pem']],
    ['**/*.pem', ['key.pem', 'sub/key.pem', 'sub/deep/key.pem']],
    ['*/*.pem', ['sub/key.pem']],
    ['**.pem', ['key.pem', 'sub/key.pem', 'sub/deep/key.pem']],
    ['**/deep', ['sub/deep/key.pem']],
    ['logs/[^a]*\n!logs', ['logs/b.log']],
    ['.env', ['.env']],
    ['**/.env', ['.env', 'sub/.env']],
    ['secrets', ['secrets/token', 'secrets/public/note.txt']],
    ['/secrets/', ['secrets/token', 'secrets/public/note.txt']],
    ['./secrets//x/..', ['secrets/token', 'secrets/public/note.txt']],
    ['secrets/*', ['secrets/token', 'secrets/public/note.txt']],
    ['secrets/**', ['secrets/token', 'secrets/public/note.txt']],
    ['sub/**/key.pem', ['sub/key.pem', 'sub/deep/key.pem']],
    ['logs/?.log', ['logs/a.log', 'logs/b.log']],
    ['logs/[ac].log', ['logs/a.log']],
    ['logs/[^a].log', ['logs/b.log']],
    ['logs/[!a].log', ['logs/a.log']],
    ['logs/[b-z].log', ['logs/b.log']],
    ['temp?', ['temp1/x']],
    ['temp\\[1\\]', ['temp[1]/x']],
    ['# *.pem', []],
    ['  *.pem  ', ['key.pem']],
    ['\uFEFF*.pem', ['key.pem']],
    ['*.pem\r\n.env\r\n', ['key.pem', '.env']],
    ['*.md\n!README.md', []],
    ['docs/*.md\n!docs/README*.md\ndocs/README-secret.md', ['docs/README-secret.md']],
    ['docs/*.md\ndocs/README-secret.md\n!docs/README*.md', []],
    ['secrets\n!secrets/public', ['secrets/token']],
    ['secrets\n!**/note.txt', ['secrets/token']],
    ['a(b|c)+.{js}', []],
    ['../x', []],
  ])('%j', (text, expected) => {
    expect(left(text)).toEqual(expected)
  })

  test('everything, but not what the engine needs to build', () => {
    expect(packed('*')).toEqual(['Dockerfile', '.dockerignore'])
    expect(packed('*\n!app.js')).toEqual(['Dockerfile', '.dockerignore', 'app.js'])
    expect(packed('**')).toEqual(['Dockerfile', '.dockerignore'])
  })

  test('what a repository and a package manager put there, unless a line brings it back', () => {
    expect(packed('')).not.toContain('node_modules/left/index.js')
    expect(packed('')).not.toContain('.git/HEAD')
    expect(packed('!node_modules')).toContain('node_modules/left/index.js')
  })
})

describe('a folder need not be looked into', () => {
  test.each([
    ['secrets', 'secrets', true],
    ['', 'secrets', false],
    ['', 'sub/node_modules', true],
    ['secrets\n!secrets/public', 'secrets', false],
    ['secrets\n!secrets/public', 'node_modules', true],
    ['secrets\n!**/note.txt', 'secrets', false],
    ['*\n!logs/a.log', 'secrets', true],
    ['*\n!logs/a.log', 'logs', false],
    ['*\n!l*/a.log', 'logs', false],
  ])('%j: %s %s', (text, folder, expected) => {
    expect(parseDockerIgnore(text, '.dockerignore').excludesAllOf(folder)).toBe(expected)
  })
})

describe('what Docker refuses is refused with its line', () => {
  test.each([
    ['*.pem\n!', '/b/.dockerignore:2 "!" alone brings nothing back: write a path behind it.'],
    ['[a', '/b/.dockerignore:1 has a [ without its ]: close the brackets, or write \\[ for the sign itself.'],
    ['[z-a]', '/b/.dockerignore:1 has the range z-a, which is backwards: write a-z.'],
    ['a\\', '/b/.dockerignore:1 ends in a backslash: write the sign that it escapes behind it.'],
  ])('%j', (text, sentence) => {
    expect(() => parseDockerIgnore(text, '/b/.dockerignore')).toThrow(sentence)
  })
})

test('a pattern made to be slow is not', () => {
  const ignore = parseDockerIgnore(`${'*a'.repeat(8)}b`, '.dockerignore')
  expect(ignore.excludes('a'.repeat(60))).toBe(false)
})
