// For engines that start a plugin by the runtime in PulumiPlugin.yaml.
require("../dist/provider/plugin/main.js");
