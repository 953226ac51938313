/**
 * A StatefulSet's pods carry its name with a number, and its revisions with a hash, in labels of at most 63 characters; its
 * governing service adds a word.
 */
const longest = 46

/**
 * The name of each component's objects, which is also the host name under which it is found. A design's id is one already but
 * where it is too long or ends in a hyphen.
 */
export function toObjectNames(ids: string[]): Map<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const id of ids) {
    const plain = id.slice(0, longest).replace(/-+$/, '')
    let name = plain
    for (let number = 2; taken.has(name); number += 1) name = `${plain}-${number}`
    taken.add(name)
    names.set(id, name)
  }
  return names
}

/** `web-shop` for a design called "Web shop": the name of its namespace and its Secret. */
export function toApplicationName(name = ''): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
  return plain === '' ? 'microcosm' : plain.slice(0, 40).replace(/-+$/, '')
}
