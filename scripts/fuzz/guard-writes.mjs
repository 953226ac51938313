// Keeps the writes of a process that has to write within its own folder, which is the folder it is started in: loaded before all
// else with `--import`. What is tried outside is refused and kept in a list, and counts as a fault. (Node's own permissions
// allow no change of a file's mode, which every save needs.)
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const own = fs.realpathSync(process.cwd())
// By the places of the paths among the arguments that are written to.
const writers = {
  ...{ appendFile: [0], chmod: [0], chown: [0], copyFile: [1], cp: [1], link: [1], lutimes: [0], mkdir: [0], mkdtemp: [0], rename: [0, 1] },
  ...{ rm: [0], rmdir: [0], symlink: [1], truncate: [0], unlink: [0], utimes: [0], writeFile: [0] },
}

function guard(owner, name, places) {
  const original = owner[name]
  if (typeof original !== 'function') return
  owner[name] = function guarded(...given) {
    for (const place of places) check(name, given[place])
    return original.apply(this, given)
  }
}

function check(name, given) {
  if (typeof given !== 'string' && !Buffer.isBuffer(given) && !(given instanceof URL)) return
  const path = resolve(given instanceof URL ? fileURLToPath(given) : String(given))
  if (path === own || path.startsWith(own + sep)) return
  globalThis.reachedOutside?.push(`${name} ${path}`)
  throw new Error(`Reached outside: ${name} ${path}`)
}

globalThis.reachedOutside = []
for (const [name, places] of Object.entries(writers)) {
  guard(fs, name, places)
  guard(fs, `${name}Sync`, places)
  guard(fs.promises, name, places)
}
for (const [owner, name] of [
  [fs, 'open'],
  [fs, 'openSync'],
  [fs.promises, 'open'],
  [fs, 'createWriteStream'],
]) {
  const original = owner[name]
  owner[name] = function guarded(path, flags, ...more) {
    const writes =
      typeof flags === 'string'
        ? /[wa+]/.test(flags)
        : typeof flags === 'number' && (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0
    if (writes || name === 'createWriteStream') check(name, path)
    return original.call(this, path, flags, ...more)
  }
}
syncBuiltinESMExports()
