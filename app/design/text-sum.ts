/** Two 32-bit FNV-1a hashes of different beginnings: enough to notice a change, no protection from guessing, the same on every platform. */
export function textSum(text: string): string {
  return [0x811c9dc5, 0x050c5d1f].map((start) => fnv1a(text, start)).join('')
}

function fnv1a(text: string, start: number): string {
  let hash = start
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
