BeforeDiscovery {
    . $PSScriptRoot/Helper.ps1
    $commands = (Get-Module SinchConv).ExportedCmdlets.Keys | ForEach-Object { @{ Name = $_ } }
    $types = (Get-Command -Module SinchConv).OutputType.Type | Where-Object Namespace -Like SinchConv* | Sort-Object -Property FullName -Unique |
        ForEach-Object { @{ Type = $_.FullName } }
}

BeforeAll { . $PSScriptRoot/Helper.ps1 }

Describe 'The command <Name>' -ForEach $commands {
    BeforeAll {
        $command = Get-Command -Name $Name -Module SinchConv
        $metadata = [Management.Automation.CommandMetadata]::new($command)
        $help = Get-Help -Name $Name -Full
        $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
        # What is hidden takes what is piped in, and has no help.
        $parameters = @($command.Parameters.Values | Where-Object { $_.Name -notin $common -and -not $_.Attributes.DontShow.Where({ $_ }) } | ForEach-Object Name)
    }

    It 'has an approved verb' {
        $command.Verb | Should -BeIn (Get-Verb).Verb
    }

    It 'has a singular noun with the prefix of the module' {
        $command.Noun | Should -MatchExactly '^Sinch([A-Z][a-z]+)+$'
        $command.Noun | Should -Not -Match '[^s]s$'
    }

    It 'asks before it changes anything' {
        # Connecting changes nothing but this shell.
        if ($command.Verb -notin 'Get', 'Find', 'Measure', 'Test', 'Connect', 'Disconnect', 'Watch') { $metadata.SupportsShouldProcess | Should -BeTrue }
        if ($command.Verb -in 'Remove', 'Stop') { $metadata.ConfirmImpact | Should -Be 'High' }
    }

    It 'says what it gives' {
        $command.OutputType | Should -Not -BeNullOrEmpty
    }

    It 'has parameters in Pascal case' {
        $parameters | Should -Not -BeNullOrEmpty
        $parameters | Should -MatchExactly '^([A-Z][a-z]+)+$'
    }

    It 'has help: synopsis, description, links' {
        # Without a help file, the synopsis would be the syntax.
        $help.Synopsis | Should -Match '^[A-Z][^\[\]]+\.$'
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
        $help.relatedLinks.navigationLink | Should -Not -BeNullOrEmpty
    }

    It 'has a page of Sinch for Get-Help -Online' {
        # The shell opens the first link with an address, and the browser cannot be asked here.
        @($help.relatedLinks.navigationLink.uri | Where-Object { $_ })[0] | Should -Be $command.HelpUri
        $command.HelpUri | Should -MatchExactly '^https://developers\.sinch\.com/docs/conversation/'
    }

    It 'has help on every parameter' {
        foreach ($parameter in $parameters) {
            $described = $help.parameters.parameter | Where-Object name -EQ $parameter
            ($described.description | Out-String).Trim() | Should -Match '^[A-Z-].*\.' -Because "-$parameter needs a sentence"
        }
    }

    It 'has examples that use it' {
        $examples = @($help.examples.example)
        $examples.Count | Should -BeGreaterOrEqual $(if ($Name -eq 'Get-SinchConversation') { 4 } else { 2 })
        foreach ($example in $examples) {
            "$($example.code)" | Should -Match '-Sinch' -Because $example.title
            ($example.remarks | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because $example.title
        }
    }
}

Describe 'The type <Type>' -ForEach $types {
    BeforeAll {
        $views = @((Get-FormatData -TypeName $Type -PowerShellVersion $PSVersionTable.PSVersion).FormatViewDefinition.Control)
        $tables = @($views | Where-Object { $_ -is [Management.Automation.TableControl] })
    }

    It 'has a view' {
        $views | Should -Not -BeNullOrEmpty
    }

    It 'has at most one table, of at most six columns' {
        $tables.Count | Should -BeLessOrEqual 1
        foreach ($table in $tables) { $table.Headers.Count | Should -BeLessOrEqual 6 }
    }

    It 'has properties and no fields' {
        ($Type -as [type]).GetFields() | Should -BeNullOrEmpty
    }
}

Describe 'The table of conversations' {
    BeforeAll {
        $session = Connect-SinchProject -Sandbox -PassThru
        $conversations = Get-SinchConversation -Session $session -First 30
    }

    It 'cuts no identifier at a width of <Width>' -ForEach @{ Width = 80 }, @{ Width = 120 } {
        $table = ($conversations | Out-String -Width $Width) -replace '\s'
        foreach ($conversation in $conversations) {
            $table.Contains($conversation.ConversationId) | Should -BeTrue -Because $conversation.ConversationId
        }
    }

    It 'is a table, also for objects that came back from a file' {
        $conversations | Export-Clixml -LiteralPath $TestDrive/back.xml
        foreach ($text in ($conversations | Out-String), (Import-Clixml -LiteralPath $TestDrive/back.xml | Out-String)) {
            $text | Should -Match 'ConversationId +State +ActiveChannel +LastReceived'
        }
    }
}

Describe 'A session' {
    It 'is a table, and cuts no identifier at a width of 79' {
        # One less than the usual console, whose last column the shell leaves free.
        $session = Connect-SinchProject -Sandbox -PassThru
        $text = $session | Out-String -Width 79
        $text | Should -Match '^\s*ProjectId +Region +DefaultAppId +Sandbox\s'
        $text | Should -Match "\s$($session.ProjectId) +$($session.DefaultAppId) +True\s"
    }
}

Describe 'The module' {
    BeforeAll {
        $module = Get-Module SinchConv
        $manifest = Import-PowerShellDataFile -LiteralPath "$env:SINCHCONV_MODULE/SinchConv.psd1"
        $assembly = (Get-Command Get-SinchConversation).ImplementingType.Assembly
    }

    It 'exports the cmdlets of its assembly, as the manifest lists them' {
        $compiled = foreach ($type in $assembly.GetExportedTypes()) {
            $type.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) | ForEach-Object { "$($_.VerbName)-$($_.NounName)" }
        }
        $compiled | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        $module.ExportedCommands.Keys | Sort-Object | Should -Be ($compiled | Sort-Object)
    }

    It 'exports nothing else, and by no wildcard' {
        foreach ($list in 'FunctionsToExport', 'AliasesToExport', 'VariablesToExport') { $manifest[$list] | Should -BeNullOrEmpty }
        $manifest.CmdletsToExport | Should -Not -Match '\*'
        $module.ExportedVariables.Count + $module.ExportedAliases.Count + $module.ExportedFunctions.Count | Should -Be 0
    }

    It 'has the version of its assembly' {
        $assembly.GetName().Version | Should -Be ([version] "$($manifest.ModuleVersion).0")
        $module.Version | Should -Be ([version] $manifest.ModuleVersion)
    }

    It 'passes Test-ModuleManifest' {
        (Test-ModuleManifest -Path "$env:SINCHCONV_MODULE/SinchConv.psd1" -WarningVariable warnings).Name | Should -Be SinchConv
        $warnings | Should -BeNullOrEmpty
    }

    It 'has an about topic' {
        Get-Help -Name about_SinchConv | Out-String | Should -Match 'SHORT DESCRIPTION'
    }
}
