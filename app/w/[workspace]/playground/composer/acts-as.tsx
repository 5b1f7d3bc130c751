'use client'

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { profileQuery, profilesQuery } from '@/app/w/[workspace]/profiles/queries'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import { Select } from '@/components/ui/select'
import type { ProfileDto } from '@/lib/schemas/profiles/profile'

type ActsAsProps = { profileId: string | null | undefined; onChange: (profileId: string | null) => void }

const NOBODY = 'nobody'
const NO_PROFILE = 'No profile'

/** Whose questions are asked: the profile that takes part in the context, and learns. Nothing while there is none. */
export function ActsAs({ profileId, onChange }: ActsAsProps) {
  const profiles = useInfiniteQuery(profilesQuery(''))
  const items = profiles.data?.pages.flatMap((page) => page.items) ?? []
  const listed = items.find(({ id }) => id === profileId)
  const other = useQuery({
    ...profileQuery(profileId ?? ''),
    enabled: typeof profileId === 'string' && profiles.isSuccess && !listed,
  })
  const chosen = listed ?? (profileId ? other.data : undefined)
  if (items.length === 0) return null
  if (profiles.hasNextPage) return <FindProfile chosen={chosen} onChange={onChange} />
  const offered = chosen && !listed ? [chosen, ...items] : items
  return (
    <Select
      aria-label="Asks as"
      className="h-7 w-fit max-w-40 border-transparent text-xs hover:bg-muted"
      value={profileId ?? NOBODY}
      onValueChange={(id) => onChange(id === NOBODY ? null : id)}
      options={[
        { value: NOBODY, label: NO_PROFILE },
        ...offered.map(({ id, name, isOwn }) => ({ value: id, label: name, hint: isOwn ? 'you' : undefined })),
      ]}
    />
  )
}

type FindProfileProps = { chosen: ProfileDto | undefined; onChange: (profileId: string | null) => void }

/** Where there are more than a list can offer: they are found by name or id. */
function FindProfile({ chosen, onChange }: FindProfileProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const found = useInfiniteQuery({ ...profilesQuery(q), enabled: isOpen, placeholderData: keepPreviousData })
  const items = found.data?.pages[0]?.items ?? []
  const choose = (id: string | null) => {
    onChange(id)
    setIsOpen(false)
    setTyped('')
  }
  const offered = [{ id: null, name: NO_PROFILE }, ...items]
  return (
    <Popover
      label="Asks as"
      side="top"
      open={isOpen}
      onOpenChange={setIsOpen}
      className="w-64 space-y-2"
      trigger={
        <Button variant="ghost" size="sm" aria-label={`Asks as: ${chosen?.name ?? NO_PROFILE}`} className="max-w-40">
          <span className="truncate">{chosen?.name ?? NO_PROFILE}</span>
          <ChevronDown />
        </Button>
      }
    >
      <Input
        type="search"
        aria-label="Search profiles"
        placeholder="Name or id"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul aria-label="Profiles" className="max-h-64 overflow-y-auto">
        {offered.map(({ id, name }) => (
          <li key={id ?? NOBODY}>
            <button
              type="button"
              aria-current={id === (chosen?.id ?? null)}
              onClick={() => choose(id)}
              className="w-full truncate rounded-md px-2 py-1.5 text-left text-sm hover:bg-muted aria-[current=true]:font-medium"
            >
              {name}
            </button>
          </li>
        ))}
        {items.length === 0 && found.data && <li className="px-2 py-1.5 text-fg-muted text-sm">Nobody matches.</li>}
      </ul>
    </Popover>
  )
}
