/** `web-shop` for a design called "Web shop": what a file of it is called where the person names none. */
export function toFileStem(name = ''): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'design' : plain.slice(0, 60).replace(/-+$/, '')
}
