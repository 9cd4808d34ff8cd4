import type {Table} from './table.js'

/** What a list shows of a setting; `origin` is who said it. */
export type SettingRow = {setting: string; value: string; origin: {from: string; name: string; file?: string}}

/** Settings by name; where each comes from is a column of its own. */
export function settingsTable(settings: readonly SettingRow[], {withOrigin}: {withOrigin: boolean}): Table {
  return {
    headings: withOrigin ? ['setting', 'value', 'from'] : ['setting', 'value'],
    rows: settings.map(({setting, value, origin}) => [setting, value, ...(withOrigin ? [originText(origin)] : [])]),
    empty: 'Nothing is set.',
  }
}

function originText({from, name, file}: SettingRow['origin']): string {
  if (file !== undefined) return `${file}: ${name}`
  return from === 'default' ? `default (${name})` : name
}
