namespace Faust.TestApp;

/// <summary>The application as a whole.</summary>
public static class Shop
{
    /// <summary>Adds all of it, the library's agents too.</summary>
    public static FaustBuilder AddShop(this FaustBuilder faust) => faust.AddDeclared();
}
