import type { ButtonHTMLAttributes, Ref } from 'react'
import './Button.css'
import { Icon } from './Icon.tsx'

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: string
  /** Says what the button does: read aloud, and shown when the pointer rests on it. */
  label: string
  shortcut?: string | undefined
  tone?: 'bad'
  size?: number
  ref?: Ref<HTMLButtonElement>
}

export function IconButton({ icon, label, shortcut, tone, size = 16, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      data-tip-shortcut={shortcut}
      {...rest}
      className={`icon-button ${tone ? `icon-button-${tone}` : ''} ${className}`}
    >
      <Icon name={icon} size={size} />
    </button>
  )
}
