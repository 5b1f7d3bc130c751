import type { ReactNode } from 'react'

/** Rows with hairlines between them; they wrap where the screen is narrow. */
export function SettingsList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y rounded-md border">
      {children}
    </ul>
  )
}

export function SettingsRow({ main, children }: { main: ReactNode; children?: ReactNode }) {
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
      <div className="min-w-0 flex-1 basis-56">{main}</div>
      {children}
    </li>
  )
}
