// EXAMPLE. Captions of live events. Where the stream goes and where the captions come from follows from the task's id
// and a secret of yours, so that every process gives the same answer for the same task, and keeps nothing.
const { createHmac } = require("node:crypto");

const host = process.env.REACH_LIVE_HOST ?? "live.vendor.example";
const secret = process.env.REACH_LIVE_SECRET;

/** @type {import("pulumi-kaltura/reach-vendor").Handlers} */
module.exports = {
  liveCaptions: {
    provision(task) {
      if (!secret) throw new Error("REACH_LIVE_SECRET is not set");
      const key = use => createHmac("sha256", secret).update(`${use} ${task.id}`).digest("hex");
      return {
        mediaUrl: `rtmps://${host}/relay`,
        mediaKey: key("media"),
        captionUrl: `wss://${host}/captions/${task.id}`,
        captionToken: key("captions"),
      };
    },
    // Start and end your recogniser here. Each may be called twice for one task.
    begin() {},
    moved() {},
    end() {},
    cancelled() {},
  },
};
