'use client'

import { useQuery } from '@tanstack/react-query'
import { Command as Cmdk } from 'cmdk'
import { FileText, MessageSquare } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog as Radix } from 'radix-ui'
import { useDeferredValue, useState } from 'react'
import { callApi, toQuery } from '@/components/data/api-client'
import { Kbd } from '@/components/ui/kbd'
import { useFocusReturn } from '@/components/ui/use-focus-return'
import { useWorkspacePath } from '@/components/workspace/use-workspace-path'
import { useCommandList } from './commands'
import { findCommands } from './find-commands'

type Entry = { id: string; name?: string; title?: string }

const itemClasses =
  'flex h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2 text-sm data-[selected=true]:bg-muted [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-fg-faint'
const groupClasses =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-fg-faint [&_[cmdk-group-heading]]:text-xs'

/** Entries of a listing that match what was typed; while it loads, those of what was typed before that still do. */
function useEntries(resource: string, query: string, isEnabled: boolean) {
  const { data, isFetching, isError, isPlaceholderData } = useQuery({
    queryKey: ['palette', resource, query],
    queryFn: ({ signal }) =>
      callApi<{ items: Entry[] }>(
        `/api/v1/${resource}${toQuery({ q: query, limit: 6, sort: resource === 'modules' && query !== '' ? 'match' : undefined })}`,
        { signal },
      ),
    enabled: isEnabled,
    placeholderData: (previous) => previous,
  })
  const text = query.toLowerCase()
  const isNamed = (entry: Entry) => (entry.name ?? entry.title ?? '').toLowerCase().includes(text)
  const found = (data?.items ?? []).filter((entry) => !isPlaceholderData || isNamed(entry))
  const entries = found.sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)))
  return { entries, isFetching, isError }
}

export function CommandPalette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter()
  const toPath = useWorkspacePath()
  const commands = useCommandList().filter((command) => !command.isHidden)
  const [query, setQuery] = useState('')
  const deferredQuery = useDeferredValue(query.trim())
  const moduleSearch = useEntries('modules', deferredQuery, open)
  const conversationSearch = useEntries('conversations', deferredQuery, open)
  const modules = moduleSearch.entries
  const conversations = conversationSearch.entries
  const isSearching = moduleSearch.isFetching || conversationSearch.isFetching || deferredQuery !== query.trim()
  const isFailed = moduleSearch.isError || conversationSearch.isError

  const close = () => {
    onOpenChange(false)
    setQuery('')
  }
  const go = (href: string) => {
    close()
    router.push(toPath(href))
  }
  const groups = Object.entries(Object.groupBy(findCommands(commands, query), (command) => command.group))

  const focusReturn = useFocusReturn()
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-black/40 dark:bg-black/60" />
        <Radix.Content
          aria-describedby={undefined}
          {...focusReturn}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 animate-fade overflow-hidden rounded-md border bg-background shadow-xl focus:outline-none"
        >
          <Radix.Title className="sr-only">Search and commands</Radix.Title>
          <Cmdk label="Search and commands" shouldFilter={false} loop>
            <Cmdk.Input
              value={query}
              onValueChange={setQuery}
              placeholder="Find a module, a conversation, a command"
              className="h-11 w-full border-b bg-transparent px-4 text-base placeholder:text-fg-faint focus:outline-none"
            />
            <Cmdk.List className="max-h-[52dvh] overflow-y-auto p-1.5">
              <Cmdk.Empty className="px-2 py-8 text-center text-fg-muted text-sm">
                {isSearching ? (
                  'Searching …'
                ) : isFailed ? (
                  'The server could not be asked. Type again to retry.'
                ) : (
                  <>Nothing matches “{query}”.</>
                )}
              </Cmdk.Empty>
              {groups.map(([group, members = []]) => (
                <Cmdk.Group key={group} heading={group} className={groupClasses}>
                  {members.map(({ id, label, icon: Icon, shortcut, run }) => (
                    <Cmdk.Item
                      key={id}
                      value={id}
                      className={itemClasses}
                      onSelect={() => {
                        close()
                        run()
                      }}
                    >
                      {Icon ? <Icon aria-hidden /> : <span className="size-4" />}
                      {label}
                      {shortcut && <Kbd shortcut={shortcut} className="ml-auto" />}
                    </Cmdk.Item>
                  ))}
                </Cmdk.Group>
              ))}
              {modules.length > 0 && (
                <Cmdk.Group heading="Modules" className={groupClasses}>
                  {modules.map((module) => (
                    <Cmdk.Item
                      key={module.id}
                      value={`module:${module.id}`}
                      className={itemClasses}
                      onSelect={() => go(`/modules/${encodeURIComponent(module.id)}`)}
                    >
                      <FileText aria-hidden />
                      <span className="truncate">{module.name ?? module.id}</span>
                      <span className="ml-auto truncate font-mono text-fg-faint text-xs">{module.id}</span>
                    </Cmdk.Item>
                  ))}
                </Cmdk.Group>
              )}
              {conversations.length > 0 && (
                <Cmdk.Group heading="Conversations" className={groupClasses}>
                  {conversations.map((conversation) => (
                    <Cmdk.Item
                      key={conversation.id}
                      value={`conversation:${conversation.id}`}
                      className={itemClasses}
                      onSelect={() => go(`/playground?conversation=${encodeURIComponent(conversation.id)}`)}
                    >
                      <MessageSquare aria-hidden />
                      <span className="truncate">{conversation.title || 'Untitled conversation'}</span>
                    </Cmdk.Item>
                  ))}
                </Cmdk.Group>
              )}
            </Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
