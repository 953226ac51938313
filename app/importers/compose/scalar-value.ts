/**
 * What a plain text of YAML is, as Compose's own reader has it: YAML 1.2's core with the integers of 1.1 (`0755`, `1_000`), while
 * `yes` and `on` are texts.
 */
export function toScalarValue(text: string, plain: boolean, tag?: string): string | number | boolean | null {
  if (tag === 'tag:yaml.org,2002:str' || tag === '!!str' || tag === '!') return text
  if (tag === 'tag:yaml.org,2002:null' || tag === '!!null') return null
  if (!plain && !/^tag:yaml\.org,2002:(?:int|float|bool)$/.test(tag ?? '')) return text
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return null
  if (/^(?:true|True|TRUE)$/.test(text)) return true
  if (/^(?:false|False|FALSE)$/.test(text)) return false
  return toNumber(text) ?? text
}

function toNumber(text: string): number | undefined {
  const digits = text.replaceAll('_', '')
  // 0o17 and 017
  const octal = /^([-+]?)0o?([0-7]+)$/.exec(digits)
  if (octal) return signed(octal[1], Number.parseInt(octal[2] ?? '', 8))
  // 0x1F
  const hex = /^([-+]?)0x([0-9a-fA-F]+)$/.exec(digits)
  if (hex) return signed(hex[1], Number.parseInt(hex[2] ?? '', 16))
  // 0b101
  const binary = /^([-+]?)0b([01]+)$/.exec(digits)
  if (binary) return signed(binary[1], Number.parseInt(binary[2] ?? '', 2))
  // 12, 1.5, .5, 6e3
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(digits)) return Number(digits)
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? Number.NaN : undefined
}

const signed = (sign: string | undefined, value: number) => (sign === '-' ? -value : value)

/** A key as text. The parser makes a sign of its own of the one that merges, where that has its tag: `!!merge <<: *base`. */
export function keyText(value: unknown): string {
  return typeof value === 'symbol' ? (value.description ?? '') : String(value ?? '')
}
