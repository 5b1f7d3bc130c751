import type { ReactNode } from 'react'

type PageHeaderProps = {
  title: ReactNode
  /** Count or status beside the title. */
  status?: ReactNode
  /** At the right; one primary button at most. */
  actions?: ReactNode
  /** Filters under the line. */
  children?: ReactNode
}

export function PageHeader({ title, status, actions, children }: PageHeaderProps) {
  return (
    <header className="shrink-0 border-b">
      <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
        <h1 className="font-semibold text-base max-sm:line-clamp-2 max-sm:[overflow-wrap:anywhere] sm:truncate">
          {title}
        </h1>
        {status && <div className="flex items-center gap-2 text-fg-faint text-xs">{status}</div>}
        {actions && <div className="ml-auto flex items-center gap-2">{actions}</div>}
      </div>
      {children}
    </header>
  )
}
