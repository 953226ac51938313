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
  ref?: Ref<HTMLButtonElement>
  children: ReactNode
}

export function Button({ variant = 'plain', icon, iconAfter, tip, className = '', children, ...rest }: ButtonProps) {
  return (
    <button type="button" data-tip={tip} {...rest} className={`button button-${variant} ${className}`}>
      {icon && <Icon name={icon} size={16} />}
      <span className="button-label">{children}</span>
      {iconAfter && <Icon name={iconAfter} size={14} className="button-after" />}
    </button>
  )
}
