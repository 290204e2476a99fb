module mediacover-go

go 1.25

require (
	example.com/pulumi-mediacover/sdk/go v0.0.0
	github.com/pulumi/pulumi/sdk/v3 v3.260.0
)

// Pulumi generates it; nobody publishes it.
replace example.com/pulumi-mediacover/sdk/go => ./sdks/go
