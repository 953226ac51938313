// The loops in C++ are compiled where they are needed, again whenever their source is newer.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cachePath, lastLine, projectRoot, run, which } from '../../setup/shell.mjs'
import { ensureSystemPackages } from '../../setup/system.mjs'

const folder = join(projectRoot, 'scripts', 'bench', 'engine')

export async function buildLoop(source) {
  const path = cachePath('bench', source.replace('.cpp', ''))
  if (isCurrent(path)) return { ok: true, path }
  const installed = which('g++') ? { ok: true } : await ensureSystemPackages([['g++']])
  if (!installed.ok) return installed
  mkdirSync(cachePath('bench'), { recursive: true })
  const result = await run('g++', ['-O3', '-march=native', '-std=c++17', '-o', path, join(folder, source)])
  return result.ok ? { ok: true, path } : { ok: false, reason: `g++ does not compile it: ${lastLine(result)}` }
}

function isCurrent(path) {
  if (!existsSync(path)) return false
  const sources = readdirSync(folder).filter((name) => /\.(cpp|hpp)$/.test(name))
  return sources.every((name) => statSync(join(folder, name)).mtimeMs <= statSync(path).mtimeMs)
}
