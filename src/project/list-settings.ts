import type {Origin, Target} from '../config/resolve-target.js'

/** A setting that decides where a command works, and who said so. */
export type ListedSetting = {setting: string; value: string; origin: Origin}

/** The settings of a resolved target, in the order in which people think of them. Pure. */
export function listSettings({origins, ...target}: Target): ListedSetting[] {
  const order = ['stageName', 'target', 'region', 'profile', 'accountId', 'apiId', 'endpoint'] as const
  return order.flatMap((setting) => {
    const [value, origin] = [target[setting], origins[setting]]
    return value === undefined || origin === undefined ? [] : [{setting, value, origin}]
  })
}
