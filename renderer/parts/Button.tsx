import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import './Button.css'
import { Icon } from './Icon.tsx'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one thing to do next. `predict` and `danger` carry their meaning in colour and in words. */
  variant?: 'plain' | 'primary' | 'predict' | 'danger' | 'ghost'
  icon?: string
  /** Drawn after the label: a chevron for menus. */
  iconAfter?: string
  /** Shown as a sentence when the pointer rests on the button: why it is disabled, or what it will do. */
  tip?: string | undefined
  /** In a dialog: has the focus when it opens. React's own would come before the dialog is shown, and be lost. */
  autoFocus?: boolean
  ref?: Ref<HTMLButtonElement>
  children: ReactNode
}

export function Button({ variant = 'plain', icon, iconAfter, tip, className = '', autoFocus, children, ...rest }: ButtonProps) {
  return (
    <button type="button" data-tip={tip} data-first={autoFocus || undefined} {...rest} className={`button button-${variant} ${className}`}>
      {icon && <Icon name={icon} size={16} />}
      <span className="button-label">{children}</span>
      {iconAfter && <Icon name={iconAfter} size={14} className="button-after" />}
    </button>
  )
}
