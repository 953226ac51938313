/** Text as it may stand in XML, in an element or an attribute. What XML 1.0 does not know at all becomes a replacement character. */
export function toXmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** An element; attributes that are undefined are left out, and children are XML already. */
export function element(name: string, attributes: Record<string, string | number | undefined>, ...children: string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? toNumber(value) : toXmlText(value)}"`],
  )
  return children.length === 0 ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${children.join('')}</${name}>`
}

/** At most two digits after the point. */
export function toNumber(value: number): string {
  return String(Math.round(value * 100) / 100)
}
