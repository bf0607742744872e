/** Outputs that several resources have. */
import { z } from "zod";
import { property } from "../lifecycle/schema";

const point = (what: string) => z.string().optional().describe(what);

export const ingest = property(
  z
    .object({
      rtmpPrimary: point("RTMP address of the primary ingest point."),
      rtmpSecondary: point("RTMP address of the backup ingest point."),
      rtmpsPrimary: point("RTMPS address of the primary ingest point; to be preferred."),
      rtmpsSecondary: point("RTMPS address of the backup ingest point."),
      rtspPrimary: point("RTSP address of the primary ingest point."),
      rtspSecondary: point("RTSP address of the backup ingest point."),
      srtPrimary: point("SRT address of the primary ingest point."),
      srtPrimaryStreamId: point("SRT stream id for the primary ingest point."),
      srtSecondary: point("SRT address of the backup ingest point."),
      srtSecondaryStreamId: point("SRT stream id for the backup ingest point."),
      streamName: point("Stream name for the encoder; %i stands for the number of the rendition."),
      streamKey: point("Stream key (password)."),
    })
    .describe("Where the encoder sends to. Whoever has it can go on air: it is a secret."),
  { secret: true, typeName: "Ingest", stays: true, heldBy: "the encoder" },
);
