import type { ReactNode } from 'react'

export function AuthHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <h1 className="font-semibold text-lg">{title}</h1>
      {children && <p className="mt-1 text-fg-muted text-sm">{children}</p>}
    </>
  )
}
