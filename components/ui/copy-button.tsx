'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { Button, type ButtonProps } from './button'
import { copyText } from './copy-text'

type CopyButtonProps = Omit<ButtonProps, 'onClick' | 'children'> & {
  /** A function when the text is costly to make. */
  text: string | (() => string | Promise<string>)
  /** Shown beside the icon, and its accessible name; without it the name is "Copy". */
  label?: string
}

export function CopyButton({ text, label, variant = 'ghost', size, ...props }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [isCopied])
  return (
    <Button
      variant={variant}
      size={size ?? (label ? 'sm' : 'icon-sm')}
      aria-label={label ?? 'Copy'}
      onClick={async () => {
        try {
          await copyText(typeof text === 'string' ? text : await text())
          setIsCopied(true)
        } catch (error) {
          toast.error('Nothing was copied', { description: error instanceof Error ? error.message : undefined })
        }
      }}
      {...props}
    >
      {isCopied ? <Check className="text-success" /> : <Copy />}
      {label && (isCopied ? 'Copied' : label)}
      <span className="sr-only" role="status">
        {isCopied ? 'Copied' : ''}
      </span>
    </Button>
  )
}
