// What must be there after a kill: of each file and each draft one of the versions that may stand there, by what was begun and what was
// confirmed before the kill.

export function createExpectation() {
  const files = new Map()
  const drafts = new Map()

  return {
    // One line that the process said before it was killed. Returns what is wrong with it.
    hear(line) {
      if (line.did === 'start') return check(line.found)
      if (line.did === 'taken') return drafts.get(line.id)?.has(line.version) ? [] : [`draft ${line.id} was taken as ${line.version}`]
      for (const [map, name] of placesOf(line)) hearOf(map, name, line)
      return []
    },
  }

  function hearOf(map, name, { will, did, version }) {
    const allowed = map.get(name) ?? new Set([undefined])
    if (will === 'discard') allowed.add(undefined)
    else if (will) allowed.add(version)
    map.set(name, will ? allowed : new Set([did === 'discard' ? undefined : version]))
  }

  function placesOf({ will, did, name, version }) {
    const what = will ?? did
    if (what === 'put' || what === 'discard') return [[drafts, name]]
    if (name === 'new') return [[files, `new-${version}`]]
    return name === 'export' ? ['one', 'two', 'three'].map((file) => [files, `export/${file}`]) : [[files, name]]
  }

  function check(found) {
    const wrong = found.left.map((file) => `${file} is left over`)
    if (found.unreadable > 0) wrong.push(`${found.unreadable} drafts cannot be read`)
    for (const [name, allowed] of files) {
      if (!allowed.has(found.files[name])) wrong.push(`${name} is ${found.files[name]}, not one of ${[...allowed]}`)
      files.set(name, new Set([found.files[name]]))
    }
    for (const [id, allowed] of drafts) {
      const there = found.drafts[id]
      // A draft whose text stands in its file holds nothing new, and goes.
      const isSaved = there === undefined && allowed.has(found.files[id])
      if (!allowed.has(there) && !isSaved) wrong.push(`draft ${id} is ${there}, not one of ${[...allowed]}`)
      drafts.set(id, new Set([there]))
    }
    for (const id of Object.keys(found.drafts)) if (!drafts.has(id)) wrong.push(`draft ${id} was never kept`)
    return wrong
  }
}
