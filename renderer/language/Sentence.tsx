import { Fragment, type ReactNode } from 'react'
import type { Message } from '../../app/language/translate.ts'
import { t } from './t.ts'

/** A message with elements in it: each `{name}` is replaced by the part of that name, wherever the language puts it. */
export function Sentence({ message, parts }: { message: Message; parts: Readonly<Record<string, ReactNode>> }) {
  return t(message)
    .split(/\{(\w+)\}/)
    .map((text, index) => {
      const part = index % 2 === 1 ? parts[text] : text
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence never change places.
      return <Fragment key={index}>{part}</Fragment>
    })
}
