/** A name of small letters, digits and hyphens that begins with a letter: `my-data` for `My_data`. */
export function toPlainName(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (plain === '') return 'data'
  return (/^[a-z]/.test(plain) ? plain : `n-${plain}`).slice(0, 50).replace(/-+$/, '')
}
