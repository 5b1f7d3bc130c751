import { type ReactNode, useId } from 'react'

type SettingsSectionProps = { title: string; description?: ReactNode; actions?: ReactNode; children: ReactNode }

export function SettingsSection({ title, description, actions, children }: SettingsSectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 id={id} className="font-semibold text-base">
            {title}
          </h2>
          {description && <p className="mt-0.5 max-w-[75ch] text-fg-muted text-sm">{description}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  )
}

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
