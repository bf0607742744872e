"""A small event: a track, a webcast, a room. The plugin comes with the npm package pulumi-kaltura, see docs/plugin.md."""

import pulumi
import pulumi_kaltura as kaltura

event = kaltura.EventCategory("event", name="Summit 2027")
main_stage = kaltura.EventCategory("main-stage", name="Main stage", parent=event.id)

keynote = kaltura.WebcastSession(
    "keynote",
    name="Opening keynote",
    start="2027-05-04T09:00",
    end="2027-05-04T10:00",
    timezone="Europe/Berlin",
    categories=[main_stage.id],
    presenters=[kaltura.PresenterArgs(name="Ann Example", title="CTO")],
    chat={"enabled": True, "moderation": "on"},
)

workshop = kaltura.InteractiveRoom(
    "workshop",
    name="Workshop",
    mode="interactive",
    start="2027-05-04T11:00",
    end="2027-05-04T12:30",
    timezone="Europe/Berlin",
    categories=[main_stage.id],
)

pulumi.export("embed", keynote.iframe)
pulumi.export("room", workshop.room_url_template)
# For the encoder; a secret: pulumi stack output ingest --show-secrets
pulumi.export("ingest", keynote.ingest)
