import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'

interface KeptTextProps {
  id: string
  text: string
  most?: number
  /** Of several lines. */
  lines?: boolean
  placeholder?: string
  /** Why it cannot be kept, as a sentence. */
  check?: (text: string) => string | undefined
  onKeep: (text: string) => void
}

/** A text that is kept when the field is left, or by Enter where it is one line; Escape gives up what was typed. */
export function KeptText({ id, text, most, lines = false, placeholder, check, onKeep }: KeptTextProps) {
  const [typed, setTyped] = useState(text)
  const isGivenUp = useRef(false)
  const errorId = useId()
  const error = check?.(typed.trim())
  // Undo changes the text from outside; what was typed here then gives way.
  useEffect(() => setTyped(text), [text])
  const leave = () => {
    if (isGivenUp.current || error !== undefined) setTyped(text)
    else if (typed !== text) {
      onKeep(lines ? typed : typed.trim())
      // What cannot be kept, such as no title at all, gives way; what was kept comes back as the text.
      setTyped(text)
    }
    isGivenUp.current = false
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const isKept = event.key === 'Enter' && (!lines || event.ctrlKey || event.metaKey)
    if (event.key !== 'Escape' && !isKept) return
    event.preventDefault()
    event.stopPropagation()
    if (isKept && error !== undefined) return
    isGivenUp.current = event.key === 'Escape'
    event.currentTarget.blur()
  }
  const common = {
    id,
    value: typed,
    maxLength: most,
    placeholder,
    onBlur: leave,
    onKeyDown,
    ...(error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': errorId }),
  }
  return (
    <>
      {lines ? (
        <textarea className="input" {...common} onChange={(event) => setTyped(event.target.value)} />
      ) : (
        <input className="input" {...common} onChange={(event) => setTyped(event.target.value)} />
      )}
      {error !== undefined && (
        <p id={errorId} className="field-error" role="alert">
          {error}
        </p>
      )}
    </>
  )
}
