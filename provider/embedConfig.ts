/** Where embed URLs point to, out of the settings. */
import { hostOf, kafHostOf, type Values, wholeNumber } from "./config";
import type { EmbedConfig } from "./outputs/embeds";

/** @throws SettingError when a setting that embed URLs need is missing or wrong */
export function embedConfigOf(values: Values): EmbedConfig {
  return {
    partnerId: wholeNumber(values, "partnerId"),
    cdnHost: hostOf("cdnHost", values.cdnHost!),
    kafHost: kafHostOf(values),
    playerId: values.playerId,
  };
}
